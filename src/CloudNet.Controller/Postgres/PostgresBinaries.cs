namespace CloudNet.Controller.Postgres;

/// <summary>Where the installed PostgreSQL keeps its programs.</summary>
public static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The folder of the newest installed version.</summary>
    /// <exception cref="InvalidOperationException">None is installed.</exception>
    public static string Folder()
    {
        var folders = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return folders
            .Select(folder => (Version: int.TryParse(Path.GetFileName(folder), out var version) ? version : 0, Bin: Path.Combine(folder, "bin")))
            .Where(found => found.Version > 0 && File.Exists(Path.Combine(found.Bin, "postgres")))
            .OrderByDescending(found => found.Version).Select(found => found.Bin).FirstOrDefault()
            ?? throw new InvalidOperationException(
                $"no PostgreSQL is installed under {Debian}: run 'apt-get install postgresql', or name a server in ConnectionStrings__CloudNet");
    }
}
