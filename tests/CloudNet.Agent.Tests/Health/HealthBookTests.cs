using System.Net;
using CloudNet.Agent.Plan.Health;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Services;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Xunit;

namespace CloudNet.Agent.Tests.Health;

/// <summary>Who is checked for what, and what is said of it.</summary>
public sealed class HealthBookTests
{
    private static readonly HealthCheck Check = new(HealthCheckKind.Tcp, 8080, Rise: 1, Fall: 1);
    private static readonly NetworkService Unchecked = Served.WebService;
    private static readonly NetworkService Checked = Served.WebService with { HealthCheck = Check };
    private static readonly WorkloadId Web = new(Guid.NewGuid()), Other = new(Guid.NewGuid());
    private readonly HealthBook book = new();

    [Fact]
    public void One_that_comes_serves_from_the_first_check_that_goes_well()
    {
        Assert.Equal("", Take(Views(Checked)));
        Assert.Equal("web", Take(Views(Checked), Of(Web, "app=web"), Of(Other, "app=api")));
        Assert.True(book.Finish(Single(), null));
        Assert.Equal("", Take(Views(Checked), Of(Web, "app=web"), Of(Other, "app=api")));
        // Which a label makes one of its backends comes too.
        Assert.Equal("other", Take(Views(Checked), Of(Web, "app=web"), Of(Other, "app=web")));
        Assert.Equal("", Take(Views(Checked), Of(Web, "app=web"), Of(Other, "app=api")));
    }

    [Fact]
    public void One_that_served_without_a_check_serves_until_it_fails_one()
    {
        Take(Views(Unchecked), Of(Web, "app=web"));
        Assert.Equal("", Take(Views(Checked), Of(Web, "app=web")));
        Assert.True(book.Finish(Single(), "refused"));
        Assert.Equal("web", Take(Views(Checked), Of(Web, "app=web")));
        Assert.Equal("", Take(Views(Unchecked), Of(Web, "app=web")));
    }

    [Theory]
    [InlineData(null, "web")] // attached while the agent was not told of it: it comes
    [InlineData(false, "")]
    [InlineData(true, "web")]
    public void After_a_start_all_is_as_it_was_told(bool? wasFailing, string failing)
    {
        var views = Views(Checked);
        if (wasFailing is { } was)
            views = views.With(new(2, Served.Workloads().After(
                new WorkloadSet(views.Self, Web, new("web", [], Served.Web, DateTimeOffset.UnixEpoch, was ? [Served.Id(1)] : default)))));
        Assert.Equal(failing, Take(views, Of(Web, "app=web")));
    }

    [Fact]
    public void What_is_found_of_one_that_is_checked_otherwise_by_now_is_nothing()
    {
        Take(Views(Unchecked), Of(Web, "app=web"));
        Take(Views(Checked), Of(Web, "app=web"));
        var before = Single();
        Take(Views(Checked with { HealthCheck = Check with { Port = 9 } }), Of(Web, "app=web"));
        Assert.False(book.Finish(before, "refused"));
        Take(Views(Checked));
        Assert.False(book.Finish(before, "refused"));
        Assert.Empty(book.All);
    }

    [Fact]
    public void Services_that_are_not_known_for_a_moment_are_as_they_were()
    {
        Take(Views(Checked), Of(Web, "app=web"));
        book.Finish(Single(), null);
        Assert.Equal("", Take(ViewSet.Nothing(Sample.Host(1)), Of(Web, "app=web")));
        Assert.Single(book.All);
    }

    private static ViewSet Views(params NetworkService[] services) => ViewSet.Nothing(Sample.Host(1)).With(new(1, Served.Services(services)));

    private CheckedBackend Single() => Assert.Single(book.All).Backend;

    private static WorkloadReport Of(WorkloadId id, string labels) =>
        new(id, Served.Blue.Id, id == Web ? "web" : "other", [IPAddress.Parse("10.100.1.2")], Served.Labels(labels), DateTimeOffset.UnixEpoch);

    // The names of those that fail.
    private string Take(ViewSet views, params WorkloadReport[] workloads) =>
        string.Join(' ', book.Take([.. workloads], views).Where(workload => workload.Failing is not null).Select(workload => workload.Name));
}
