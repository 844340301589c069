using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Tests.Link;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CloudNet.Agent.Tests.Enrol;

/// <summary>Enrolments that cannot be, over real HTTP.</summary>
public sealed class EnrolmentRefusalTests : IAsyncLifetime
{
    private static readonly EnrolledHost Taken = new(Sample.V1, "v1", "acme");
    private readonly TemporaryFolder folder = new();
    private readonly List<EnrolHost> asked = [];
    private FakeGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await FakeGateway.StartAsync();
        gateway.OnEnrol = context => AnswerAsync(context, 200, Taken, ContractsJson.Default.EnrolledHost);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task EnrolledElsewhere_IsRefusedWithTheWayOut()
    {
        new HostIdentity("https://other.example.org", Sample.V1, "v1", "acme", IPAddress.Loopback).Save(folder.State);
        var outcome = await EnrolAsync();
        Assert.Null(outcome.Identity);
        Assert.Contains("clean", outcome.Text);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Refusal_SaysAllThatIsWrong()
    {
        gateway.OnEnrol = context => AnswerAsync(context, 422, Problem, ContractsJson.Default.ProblemRecord);
        var outcome = await EnrolAsync();
        Assert.Null(outcome.Identity);
        Assert.Equal(
            "The controller refused: Not a valid request. Two things are wrong.\n  name: It is taken. Choose another.\n  key: It has expired. Make a new one.",
            outcome.Text);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        gateway.OnEnrol = context =>
        {
            context.Response.Redirect("http://elsewhere.example.org/agent/v1/enrol", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        Assert.Contains("http://elsewhere.example.org", (await EnrolAsync()).Text);
    }

    [Fact]
    public async Task NoController_SaysSo()
    {
        await gateway.DisposeAsync();
        Assert.Contains("Could not ask the controller", (await EnrolAsync()).Text);
        gateway = await FakeGateway.StartAsync();
    }

    [Fact]
    public async Task UnderlayThatIsElsewhere_IsRefused()
    {
        var outcome = await new Enroller(folder.State).EnrolAsync(new(gateway.Address, "v1", IPAddress.Parse("203.0.113.9"), "cnk_secret"), default);
        Assert.Contains("203.0.113.9", outcome.Text);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task RouteThatIsALoopback_IsNoUnderlay()
    {
        var outcome = await new Enroller(folder.State).EnrolAsync(new(gateway.Address, "v1", null, "cnk_secret"), default);
        Assert.Contains("--underlay", outcome.Text);
        Assert.Empty(asked);
    }

    private static ProblemRecord Problem { get; } = new("urn:cloudnet:invalid", "Not a valid request", 422, "Two things are wrong.",
        [new("name", "It is taken.", "Choose another."), new("key", "It has expired.", "Make a new one.")]);

    private Task<EnrolmentOutcome> EnrolAsync() =>
        new Enroller(folder.State).EnrolAsync(new(gateway.Address, "v1", IPAddress.Loopback, "cnk_secret"), CancellationToken.None);

    private async Task AnswerAsync<T>(HttpContext context, int status, T answer, JsonTypeInfo<T> type)
    {
        asked.Add((await JsonSerializer.DeserializeAsync(context.Request.Body, ContractsJson.Default.EnrolHost))!);
        context.Response.StatusCode = status;
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, type);
    }
}
