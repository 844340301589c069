using CloudNet.Controller.Settings;
using CloudNet.Controller.Webhooks;
using Microsoft.Extensions.Configuration;

namespace CloudNet.Controller.Tests.Settings;

/// <summary>A wrong setting says where it was set: the last place that has it counts.</summary>
public sealed class SettingPlaceTests
{
    [Fact]
    public void The_file_or_the_command_line_is_named()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("cloudnet-settings-").FullName, "appsettings.json");
        File.WriteAllText(file, """{"Webhooks":{"PerTenant":"lots"}}""");
        var inFile = new ConfigurationBuilder().AddJsonFile(file).Build();
        Assert.EndsWith($"(set in {file}).", Assert.Throws<SettingException>(() => WebhookTerms.Of(inFile)).Message);
        var both = new ConfigurationBuilder().AddJsonFile(file).AddCommandLine(["--Webhooks:PerTenant", "many"]).Build();
        Assert.Equal(
            "Webhooks__PerTenant is 'many'; it takes a whole number such as 20 (set on the command line).",
            Assert.Throws<SettingException>(() => WebhookTerms.Of(both)).Message);
    }
}
