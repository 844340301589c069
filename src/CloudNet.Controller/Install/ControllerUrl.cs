using System.Text.RegularExpressions;

namespace CloudNet.Controller.Install;

/// <summary>
/// Where the controller is reached from outside: scheme, host and port, maybe a path. It goes into a shell script, so it holds
/// nothing that means something to a shell.
/// </summary>
public sealed partial record ControllerUrl
{
    private const int Longest = 300;

    private ControllerUrl(string text) => Text = text;

    /// <summary>The URL without a slash at its end.</summary>
    public string Text { get; }

    /// <summary>Reads one; null where it is not one.</summary>
    public static ControllerUrl? Parse(string? text) =>
        text is { Length: <= Longest } && Form().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _) ? new(text.TrimEnd('/')) : null;

    /// <summary>The line that is run on a host, as root, to enrol it.</summary>
    /// <param name="secret">The enrolment key's secret.</param>
    public string InstallLine(string secret) => $"curl -fsSL {Text}/install.sh | sh -s -- --key {secret}";

    /// <summary>The URL.</summary>
    public override string ToString() => Text;

    [GeneratedRegex(
        @"\Ahttps?://([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
