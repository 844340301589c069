using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Operators;

/// <summary>
/// Where an operator's session is kept between commands: a file that only its owner may read. A script has it in the environment
/// instead, and signs in nowhere.
/// </summary>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class SessionFile(Func<string, string?> environment)
{
    /// <summary>Environment variable with the controller's address.</summary>
    public const string ControllerVariable = "CLOUDNET_CONTROLLER";

    /// <summary>Environment variable with an API token.</summary>
    public const string TokenVariable = "CLOUDNET_TOKEN";

    private const string AnyController = "https://controller.example.org";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The file: in the folder that the XDG base directories name for settings.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        environment("XDG_CONFIG_HOME") is { Length: > 0 } settings ? settings : System.IO.Path.Combine(environment("HOME") ?? "/root", ".config"),
        "cloudnet", "session.json");

    /// <summary>The session, or why there is none and how to get one.</summary>
    public (Session? Session, string? Refusal) Load()
    {
        var (controller, token) = (environment(ControllerVariable), environment(TokenVariable));
        if (token is { Length: > 0 })
            return !token.All(letter => letter is > ' ' and <= '~') ? (null, $"${TokenVariable} holds what no token has, such as a blank or the end of a line. Set it anew.")
                : controller is { Length: > 0 } ? (new(controller, token), null) : (null, $"${TokenVariable} is set, and ${ControllerVariable} is not. Set it to the controller's address.");
        var saved = Saved();
        return controller is { Length: > 0 } asked && !IsOf(saved.Session, asked)
            ? (null, $"${ControllerVariable} is {asked}, and ${TokenVariable} is not set"
                + $"{(saved.Session is { } other ? $"; the session that is kept here is of {other.Controller}" : "")}. "
                + $"Set ${TokenVariable}, unset ${ControllerVariable}, or sign in there with: {Login(asked, null)}")
            : saved;
    }

    /// <summary>The line that signs in.</summary>
    /// <param name="controller">Where.</param>
    /// <param name="user">As whom; null where that is not known.</param>
    public static string Login(string controller, string? user) => $"{CommandTree.HostName} login {ShellWord.Of(controller)} --user {ShellWord.Of(user ?? "NAME")}";

    /// <summary>The session in the file, whatever the environment says.</summary>
    public (Session? Session, string? Refusal) Saved()
    {
        if (!File.Exists(Path)) return (null, $"You are not signed in. Sign in with: {Login(AnyController, null)}");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), AgentJson.Default.Session) is { } session
                ? (session, null)
                : (null, $"{Path} holds no session. Sign in again: {Login(AnyController, null)}");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{Path} cannot be read: {fault.Message} Sign in again: {Login(AnyController, null)}");
        }
    }

    /// <summary>Keeps a session.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Save(Session session)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!, OwnerOnly);
        DurableFile.Write(Path, JsonSerializer.SerializeToUtf8Bytes(session, AgentJson.Default.Session));
    }

    private static bool IsOf(Session? session, string controller) => session is not null
        && ControllerAddress.TryParse(session.Controller, out var saved) && ControllerAddress.TryParse(controller, out var asked)
        && saved.ToString() == asked.ToString();

    /// <summary>Forgets it.</summary>
    public void Delete() => DurableFile.Delete(Path);
}
