using CloudNet.Contracts.Refusals;
using CloudNet.Web.Refusals;
using Xunit;

namespace CloudNet.Web.Tests.Refusals;

public sealed class RefusalTests
{
    private static readonly ProblemRecord Problem = new("urn:cloudnet:invalid", "Not made", 400, null,
    [
        new FieldProblem("range", "has host bits", "write 10.1.0.0/16"),
        new FieldProblem("Range", "It overlaps blue.", "Choose another."),
        new FieldProblem("labels", "too many", ""),
    ]);

    [Fact]
    public void All_problems_of_a_field_are_told_together() =>
        Assert.Equal("has host bits. write 10.1.0.0/16. It overlaps blue. Choose another.", new Refusal(Problem, "range").Text("range"));

    [Fact]
    public void Problem_of_a_field_that_the_form_has_not_is_not_lost() =>
        Assert.Equal(["labels"], new Refusal(Problem, "range").Elsewhere.Select(found => found.Field));

    [Fact]
    public void Problem_of_one_of_the_things_in_a_field_is_at_that_field()
    {
        var refusal = new Refusal(new("urn:cloudnet:invalid", "Not made", 400, null,
        [
            new FieldProblem("peers[1].cidr", "No range.", ""), new FieldProblem("ports[0]", "No port.", ""), new FieldProblem("portsAlso", "No.", ""),
        ]), "peers", "ports", "peer");
        Assert.Equal(("No range.", "No port.", false), (refusal.Text("peers"), refusal.Text("ports"), refusal.Has("peer")));
        Assert.Equal(["portsAlso"], refusal.Elsewhere.Select(found => found.Field));
    }

    [Fact]
    public void No_refusal_has_no_problems()
    {
        Assert.False(Refusal.None.Has("range"));
        Assert.Empty(Refusal.None.Elsewhere);
    }
}
