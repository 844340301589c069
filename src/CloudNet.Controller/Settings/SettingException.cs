namespace CloudNet.Controller.Settings;

/// <summary>
/// A setting makes no sense: the controller does not start with it, and says on one line which it is, what it takes and where it was set.
/// </summary>
/// <param name="message">That line.</param>
public sealed class SettingException(string message) : InvalidOperationException(message)
{
    /// <summary>Of one setting.</summary>
    /// <param name="settings">All of them.</param>
    /// <param name="name">Its name, with colons.</param>
    /// <param name="rule">What it is and takes; goes behind its name.</param>
    public static SettingException Of(IConfiguration settings, string name, string rule) =>
        new($"{SettingReads.Shown(name)} {rule.TrimEnd('.')}{SettingReads.WhereSet(settings, name)}.");
}
