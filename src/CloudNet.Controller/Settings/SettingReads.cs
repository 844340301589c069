using CloudNet.Domain.Naming;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace CloudNet.Controller.Settings;

/// <summary>Reads settings, and says of one that cannot be read what it takes.</summary>
internal static class SettingReads
{
    /// <summary>The setting, or what it is by default.</summary>
    /// <param name="settings">All of them.</param>
    /// <param name="name">Its name, with colons.</param>
    /// <param name="usual">What it is where it is not set.</param>
    /// <exception cref="SettingException">It is of another type.</exception>
    public static T Read<T>(this IConfiguration settings, string name, T usual) where T : struct
    {
        try
        {
            return settings.GetValue(name, usual);
        }
        catch (InvalidOperationException)
        {
            throw SettingException.Of(settings, name, $"is {Quoted.Text(settings[name])}; it takes {Form(usual)}");
        }
    }

    /// <summary>A setting's name as it is in the environment.</summary>
    public static string Shown(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Where the setting was set; empty where that is not known.</summary>
    public static string WhereSet(IConfiguration settings, string name) =>
        (settings as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(name, out _)) switch
        {
            EnvironmentVariablesConfigurationProvider => " (set in the environment)",
            CommandLineConfigurationProvider => " (set on the command line)",
            FileConfigurationProvider file => $" (set in {file.Source.FileProvider?.GetFileInfo(file.Source.Path ?? "").PhysicalPath ?? file.Source.Path})",
            _ => "",
        };

    private static string Form(object usual) => usual switch
    {
        int number => $"a whole number such as {number}",
        TimeSpan time => $"a time as days.hours:minutes:seconds, such as {time}",
        _ => $"a value such as {usual}",
    };
}
