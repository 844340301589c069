using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Link;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CloudNet.Agent.Tests.Enrol;

/// <summary>Enrolment over real HTTP.</summary>
public sealed class EnrollerTests : IAsyncLifetime
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
    public async Task Enrolled_IsProvenAndSaved()
    {
        var outcome = await EnrolAsync();
        Assert.Equal(new HostIdentity(gateway.Address.ToString(), Sample.V1, "v1", "acme", IPAddress.Loopback, UnderlayGiven: true), outcome.Identity);
        Assert.Equal(outcome.Identity, HostIdentity.Load(folder.State));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.State.Key));
        var ask = Assert.Single(asked);
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(ask.PublicKey!), out _);
        Assert.True(key.VerifyData(
            LinkProof.EnrolPayload(ask.PublicKey!, "v1", "cnk_secret"), Convert.FromBase64String(ask.Proof!), HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.DoesNotContain("cnk_secret", string.Join('\n', Directory.EnumerateFiles(folder.State.Path).Select(File.ReadAllText)));
    }

    [Fact]
    public async Task AnswerThatWasLost_IsAskedForAgainWithTheSameKey()
    {
        gateway.OnEnrol = async context =>
        {
            await AnswerAsync(context, 200, Taken, ContractsJson.Default.EnrolledHost, lose: true);
            context.Abort();
        };
        Assert.Null((await EnrolAsync()).Identity);
        Assert.Null(HostIdentity.Load(folder.State));
        gateway.OnEnrol = context => AnswerAsync(context, 200, Taken, ContractsJson.Default.EnrolledHost);
        Assert.NotNull((await EnrolAsync()).Identity);
        Assert.Equal(asked[0].PublicKey, asked[^1].PublicKey);
    }

    [Fact]
    public async Task EnrolledAlready_AsksNothing()
    {
        await EnrolAsync();
        var again = await EnrolAsync();
        Assert.Contains("Already enrolled", again.Text);
        Assert.NotNull(again.Identity);
        Assert.Single(asked);
    }

    [Fact]
    public async Task RemovedHost_EnrolsAgainWithANewKey()
    {
        await EnrolAsync();
        new RemovedMark(Sample.V1, DateTimeOffset.UnixEpoch, NewKey: false).Save(folder.State);
        gateway.OnEnrol = context => AnswerAsync(context, 503, Problem, ContractsJson.Default.ProblemRecord);
        Assert.Null((await EnrolAsync()).Identity);
        gateway.OnEnrol = context => AnswerAsync(context, 200, Taken with { HostId = Sample.V2 }, ContractsJson.Default.EnrolledHost);
        Assert.Equal(Sample.V2, (await EnrolAsync()).Identity!.HostId);
        Assert.NotEqual(asked[0].PublicKey, asked[1].PublicKey);
        Assert.Equal(asked[1].PublicKey, asked[2].PublicKey);
        Assert.False(File.Exists(folder.State.Removed));
    }

    private static ProblemRecord Problem { get; } = new("urn:cloudnet:invalid", "Not a valid request", 422, "Two things are wrong.",
        [new("name", "It is taken.", "Choose another."), new("key", "It has expired.", "Make a new one.")]);

    private Task<EnrolmentOutcome> EnrolAsync() =>
        new Enroller(folder.State).EnrolAsync(new(gateway.Address, "v1", IPAddress.Loopback, "cnk_secret"), CancellationToken.None);

    private async Task AnswerAsync<T>(
        HttpContext context, int status, T answer, JsonTypeInfo<T> type, bool lose = false)
    {
        // The key is on disk before the first word is said.
        Assert.True(File.Exists(folder.State.Key));
        asked.Add((await JsonSerializer.DeserializeAsync(context.Request.Body, ContractsJson.Default.EnrolHost))!);
        context.Response.StatusCode = status;
        if (!lose) await JsonSerializer.SerializeAsync(context.Response.Body, answer, type);
    }
}
