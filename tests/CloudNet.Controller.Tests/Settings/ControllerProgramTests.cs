using System.Text.RegularExpressions;
using CloudNet.Controller.Settings;
using Microsoft.AspNetCore.Builder;

namespace CloudNet.Controller.Tests.Settings;

/// <summary>What the program says where it is not to be started, or cannot be.</summary>
public sealed partial class ControllerProgramTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_starts_nothing_and_names_every_setting(string word)
    {
        var (status, output, errors) = await ControllerProgram.RunAsync([], word);
        Assert.Equal((0, ""), (status, errors));
        Assert.Contains("docs/operating.md", output);
        Assert.Contains("default http://0.0.0.0:8080", output);
        Assert.All(Documented(), setting => Assert.Contains(setting, output));
    }

    [Fact]
    public async Task Version_is_a_line_of_its_own()
    {
        var (status, output, errors) = await ControllerProgram.RunAsync([], "--version");
        Assert.Equal((0, ""), (status, errors));
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", output);
    }

    [Theory]
    [InlineData("Leases__Ttl", "abc", "Leases__Ttl is 'abc'; it takes a time as days.hours:minutes:seconds, such as 1.00:00:00 (set in the environment).\n")]
    [InlineData("Webhooks__PerTenant", "lots", "Webhooks__PerTenant is 'lots'; it takes a whole number such as 20 (set in the environment).\n")]
    [InlineData("Webhooks__PerTenant", "2000", "Webhooks__PerTenant is 2000; it is from 0 to 1,000 (set in the environment).\n")]
    [InlineData("Gateway__SweepSeconds", "often", "Gateway__SweepSeconds is 'often'; it takes a whole number such as 5 (set in the environment).\n")]
    [InlineData(
        "Bus__RabbitMq", "rabbit", "Bus__RabbitMq is 'rabbit'; it takes an address such as amqp://user:password@host:5672/ (set in the environment).\n")]
    public async Task A_wrong_setting_is_one_line_and_nothing_is_started(string name, string value, string line) =>
        Assert.Equal((1, "", line), await ControllerProgram.RunAsync([(name, value)]));

    [Fact]
    public async Task Settings_are_read_from_the_file_beside_the_program_wherever_it_is_started()
    {
        var folder = Directory.CreateTempSubdirectory("cloudnet-controller-");
        foreach (var file in Directory.GetFiles(ControllerProgram.Folder)) File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        var settings = Path.Combine(folder.FullName, "appsettings.json");
        await File.WriteAllTextAsync(settings, """{"Webhooks":{"PerTenant":"lots"}}""");
        Assert.Equal(
            (1, "", $"Webhooks__PerTenant is 'lots'; it takes a whole number such as 20 (set in {settings}).\n"),
            await ControllerProgram.RunAsync(Path.Combine(folder.FullName, "CloudNet.Controller.dll"), []));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1:1", "--urls", "http://127.0.0.1:1")]
    [InlineData(null, "--http_ports", "81")]
    public void It_listens_on_all_addresses_unless_it_is_said(string? urls, params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.UseDefaultAddress();
        Assert.Equal(urls, builder.WebHost.GetSetting("urls"));
    }

    // The names in the first column of the document's first table; '__Burst' is the end of one.
    private static IEnumerable<string> Documented()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CloudNet.sln"))) folder = Path.GetDirectoryName(folder)!;
        var rows = File.ReadLines(Path.Combine(folder, "docs", "operating.md")).SkipWhile(line => line[..Math.Min(1, line.Length)] != "|")
            .TakeWhile(line => line.StartsWith('|')).Skip(2).ToArray();
        Assert.True(rows.Length > 15);
        return rows.SelectMany(row => Name().Matches(row.Split('|')[1]).Select(found => found.Groups[1].Value));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
