namespace CloudNet.Agent.State;

/// <summary>
/// Where an agent keeps what must outlive it. Everything is readable by root only; several agents on one machine each have
/// a folder of their own.
/// </summary>
/// <param name="Path">The folder.</param>
internal sealed record StateFolder(string Path)
{
    /// <summary>The folder where nothing else is said.</summary>
    public const string Default = "/var/lib/cloudnet-agent";

    /// <summary>Environment variable that names another folder.</summary>
    public const string Variable = "CLOUDNET_STATE_DIR";

    /// <summary>Who this host is.</summary>
    public string Identity => In("agent.json");

    /// <summary>Private key of the host.</summary>
    public string Key => In("host.key");

    /// <summary>There from the moment the controller says that the host was removed.</summary>
    public string Removed => In("removed.json");

    /// <summary>Folder of the saved views, a file each.</summary>
    public string Views => In("views");

    /// <summary>Folder of the host's WireGuard keys.</summary>
    public string Keys => In("wireguard");

    /// <summary>The workloads of this host and the addresses they have.</summary>
    public string Attachments => In("attachments.json");

    /// <summary>Unix socket on which the running agent takes requests.</summary>
    public string Socket => In("agent.sock");

    /// <summary>Held by the running agent.</summary>
    public string Lock => In("agent.lock");

    /// <summary>Held while the host enrols.</summary>
    public string EnrolLock => In("enrol.lock");

    /// <summary>The folder that was asked for, else that of the environment, else the default.</summary>
    public static StateFolder Choose(string? asked, Func<string, string?> environment)
    {
        var path = asked is { Length: > 0 } ? asked : environment(Variable) is { Length: > 0 } set ? set : Default;
        return new(System.IO.Path.GetFullPath(path));
    }

    /// <summary>Makes the folder and that of the views where they are missing.</summary>
    public void Create()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Path, ownerOnly);
        Directory.CreateDirectory(Views, ownerOnly);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
