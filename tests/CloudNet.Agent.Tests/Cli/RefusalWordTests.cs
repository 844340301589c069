using CloudNet.Agent.Operators;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What the controller refuses is said once, and its way out as a command.</summary>
public sealed class RefusalWordTests
{
    [Theory]
    [InlineData("There is no network 'x' in this tenant; GET /api/v1/networks lists them.", "There is no network 'x' in this tenant; 'cloudnet network list' lists them.")]
    [InlineData("GET /api/v1/networks/blue/pins lists them.", "'cloudnet network pins blue' lists them.")]
    [InlineData("GET /api/v1/networks/blue/port-mappings lists them.", "'cloudnet network port-mappings blue' lists them.")]
    [InlineData("GET /api/v1/networks/blue/policies lists them.", "'cloudnet network policy list blue' lists them.")]
    [InlineData("GET /api/v1/networks/blue/services lists them.", "'cloudnet network service list blue' lists them.")]
    [InlineData("is not its first address: POST /api/v1/networks/blue/ranges.", "is not its first address: 'cloudnet network grow blue RANGE'.")]
    [InlineData("Join it first, by PUT /api/v1/networks/blue/hosts/v1.", "Join it first, by 'cloudnet network join blue v1'.")]
    [InlineData("GET /api/v1/networks/blue lists its leases.", "'cloudnet network show blue' lists its leases.")]
    [InlineData("Let it join first: PUT /api/v1/networks/blue/hosts/v1.", "Let it join first: 'cloudnet network join blue v1'.")]
    [InlineData("join with ?allowOverlap=true, and what", "join with --allow-overlap, and what")]
    [InlineData("or say allowOverlap: true where", "or say --allow-overlap where")]
    [InlineData("(DELETE /api/v1/hosts/{host}), or", "('cloudnet host remove HOST'), or")]
    [InlineData("GET /api/v1/webhooks lists them.", "GET /api/v1/webhooks lists them.")]
    [InlineData("GET /api/v1/hosts/v1/facts shows", "GET /api/v1/hosts/v1/facts shows")]
    public void TheWayOut_IsACommandWhereThereIsOne(string said, string expected) => Assert.Equal(expected, CommandWords.Of(said));

    [Fact]
    public async Task ASingleProblem_IsToldOnce()
    {
        const string Answer = """
            {"type":"urn:cloudnet:invalid","title":"The request is not valid","status":400,"detail":"range: It has host bits. Use 10.100.0.0/16.",
            "problems":[{"field":"range","rule":"It has host bits.","wayOut":"Use 10.100.0.0/16."}]}
            """;
        var (_, _, errors, _) = await OperatorLine.RunAsync(_ => Answer, "network", "create", "blue", "10.100.0.1/16");
        Assert.Equal("The controller refused: The request is not valid.\n  range: It has host bits. Use 10.100.0.0/16.\n", errors);
    }

    [Fact]
    public async Task AllThatIsSaidBesideTheFields_Stays()
    {
        const string Answer = """
            {"type":"urn:cloudnet:invalid","title":"Not valid","status":400,"detail":"Nothing was done.",
            "problems":[{"field":"range","rule":"It has host bits.","wayOut":"Use 10.100.0.0/16."}]}
            """;
        var (_, _, errors, _) = await OperatorLine.RunAsync(_ => Answer, "network", "create", "blue", "10.100.0.1/16");
        Assert.Equal("The controller refused: Not valid. Nothing was done.\n  range: It has host bits. Use 10.100.0.0/16.\n", errors);
    }

    [Theory]
    [InlineData("""{"what":"settings-set","networkId":null,"network":"blue","member":null,"hostCount":0,"hosts":[]}""", "No host would have anything to do.\n")]
    [InlineData("""{"what":"settings-set","networkId":null,"network":"blue","member":null,"hostCount":1,"hosts":["v1"]}""", "Hosts would be told:\n  settings-set blue: v1\n")]
    public async Task ATrialThatNobodyHearsOf_SaysSo(string effect, string end)
    {
        var answer = $$"""
            {"status":204,"answer":null,"changeCount":1,"changes":[{"action":"removed","kind":"network","subjectId":"019aa3c1-0000-7000-8000-000000000001",
            "subjectName":"blue","before":null,"after":null}],"effects":[{{effect}}]}
            """;
        Assert.Equal(
            $"Nothing was changed. This would be:\n  network blue removed\n{end}",
            (await OperatorLine.RunAsync(_ => answer, "network", "remove", "blue", "--dry-run")).Output);
    }
}
