using System.Net;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Operators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

public sealed class WholeListTests
{
    [Fact]
    public async Task AllPagesAreRead_AsTheyCame()
    {
        var (items, refusal) = await ReadAsync(query => query switch
        {
            "?limit=500" => """{"items":[{"name":"a","new":1.50},{"name":"b"}],"next":"x y"}""",
            "?limit=500&cursor=x%20y" => """{"items":[],"next":"z"}""",
            "?limit=500&cursor=z" => """{"items":[{"name":"c"}],"next":null}""",
            _ => throw new InvalidOperationException(query),
        });
        Assert.Null(refusal);
        Assert.Equal(["""{"name":"a","new":1.50}""", """{"name":"b"}""", """{"name":"c"}"""], items);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"items\":[]}")]
    [InlineData("{\"items\":{},\"next\":null}")]
    [InlineData("null")]
    public async Task WhatIsNoPage_IsNotTakenForAnEmptyOne(string answer) =>
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => ReadAsync(_ => answer));

    [Fact]
    public async Task ARefusalOfALaterPage_IsARefusal()
    {
        var (items, refusal) = await ReadAsync(query => query.EndsWith("500", StringComparison.Ordinal) ? """{"items":[{}],"next":"a"}""" : null);
        Assert.NotNull(refusal);
        Assert.Empty(items);
    }

    // What a controller answers to each query; null for 500.
    private static async Task<(string[] Items, string? Refusal)> ReadAsync(Func<string, string?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.MapGet("/api/v1/hosts", (HttpContext context) =>
            answer(context.Request.QueryString.Value!) is { } text ? Results.Text(text) : Results.StatusCode(500));
        await server.StartAsync();
        Assert.True(ControllerAddress.TryParse(server.Urls.Single(), out var address));
        using var api = new ApiCaller(address, null);
        var (items, refusal) = await WholeList.ReadAsync(api, "hosts", TestContext.Current.CancellationToken);
        return ([.. items.Select(item => item.GetRawText())], refusal);
    }
}
