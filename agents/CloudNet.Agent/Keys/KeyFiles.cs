using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.State;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Keys;

/// <summary>
/// This host's WireGuard keys on disk, a pair a generation: <c>1.key</c>, the private half as <c>wg</c> reads it, for root alone, and
/// <c>1.pub</c>. They are made by <c>wg</c>, and the private half leaves the file for <c>wg</c> alone.
/// </summary>
/// <param name="folder">The agent's state.</param>
/// <param name="tools">Runs <c>wg</c>.</param>
internal sealed class KeyFiles(StateFolder folder, ToolRunner tools)
{
    private const string PrivateEnding = ".key";
    private const string PublicEnding = ".pub";
    private const string SharedEnding = ".psk";

    /// <summary>The pairs that are there.</summary>
    /// <exception cref="IOException">They could not be read.</exception>
    public ImmutableArray<OwnKey> Load()
    {
        if (!Directory.Exists(folder.Keys)) return [];
        var keys = from file in Directory.EnumerateFiles(folder.Keys, "*" + PublicEnding)
                   let name = Path.GetFileNameWithoutExtension(file)
                   where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) && File.Exists(In(name, PrivateEnding))
                   let key = WireguardKey.TryParse(File.ReadAllText(file).Trim(), null, out var parsed) ? parsed : (WireguardKey?)null
                   where key is not null
                   select new OwnKey(int.Parse(name, CultureInfo.InvariantCulture), key.Value, In(name, PrivateEnding));
        return [.. keys.OrderBy(key => key.Generation)];
    }

    /// <summary>
    /// Makes a pair. The private half is on disk first, since a public one without it would be a lock without a key; and one that is there stays, and gets
    /// its public half again: peers know it.
    /// </summary>
    /// <exception cref="KernelException"><c>wg</c> could not be run.</exception>
    /// <exception cref="IOException">The pair could not be written.</exception>
    public async Task<OwnKey> MakeAsync(int generation, CancellationToken stop)
    {
        var name = generation.ToString(CultureInfo.InvariantCulture);
        var isThere = File.Exists(In(name, PrivateEnding));
        var secret = isThere ? (await File.ReadAllTextAsync(In(name, PrivateEnding), stop)).Trim() : await RunAsync("genkey", null, stop);
        var open = WireguardKey.Parse(await RunAsync("pubkey", secret, stop), null);
        Directory.CreateDirectory(folder.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!isThere)
        {
            var newest = Load().Select(key => File.GetLastWriteTimeUtc(key.File)).DefaultIfEmpty().Max();
            DurableFile.Write(In(name, PrivateEnding), Encoding.ASCII.GetBytes(secret + "\n"));
            // The order that they were made in is to be seen also where the clock was set back.
            if (File.GetLastWriteTimeUtc(In(name, PrivateEnding)) <= newest) File.SetLastWriteTimeUtc(In(name, PrivateEnding), newest.AddSeconds(1));
        }
        DurableFile.Write(In(name, PublicEnding), Encoding.ASCII.GetBytes(open + "\n"));
        return new(generation, open, In(name, PrivateEnding));
    }

    /// <summary>Files of the secrets that are shared with other hosts, by <see cref="PresharedKey.Mark"/>.</summary>
    /// <exception cref="IOException">They could not be read.</exception>
    public ImmutableDictionary<string, string> LoadPreshared() => !Directory.Exists(folder.Keys)
        ? ImmutableDictionary<string, string>.Empty
        : Directory.EnumerateFiles(folder.Keys, "*" + SharedEnding).ToImmutableDictionary(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>Has these secrets on disk, each as <c>wg</c> reads it, for root alone.</summary>
    /// <param name="secrets">The secrets.</param>
    /// <param name="keepsOthers">Whether those that are there besides stay: there may be networks that are not known yet.</param>
    /// <returns>Their files, by their marks.</returns>
    /// <exception cref="IOException">They could not be written.</exception>
    public ImmutableDictionary<string, string> SetPreshared(IReadOnlyCollection<PresharedKey> secrets, bool keepsOthers)
    {
        var there = LoadPreshared();
        foreach (var secret in secrets.Where(secret => !there.ContainsKey(secret.Mark)))
        {
            Directory.CreateDirectory(folder.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            DurableFile.Write(In(secret.Mark, SharedEnding), Encoding.ASCII.GetBytes(secret.Reveal() + "\n"));
        }
        var used = secrets.Select(secret => secret.Mark).ToHashSet();
        if (!keepsOthers)
            foreach (var (mark, file) in there.Where(one => !used.Contains(one.Key))) File.Delete(file);
        return LoadPreshared();
    }

    /// <summary>Takes a pair away, its secret half first: one that is left by itself is taken up again when that generation is made.</summary>
    /// <exception cref="IOException">It could not be.</exception>
    public void Remove(int generation)
    {
        var name = generation.ToString(CultureInfo.InvariantCulture);
        File.Delete(In(name, PrivateEnding));
        File.Delete(In(name, PublicEnding));
    }

    /// <summary>Which of two was made first.</summary>
    public bool IsOlder(OwnKey one, OwnKey other) => File.GetLastWriteTimeUtc(one.File) < File.GetLastWriteTimeUtc(other.File);

    private async Task<string> RunAsync(string verb, string? input, CancellationToken stop)
    {
        var run = await tools.RunAsync(["wg", verb], input, null, stop);
        return run.ExitCode == 0 ? run.Output.Trim() : throw new KernelException($"'wg {verb}' ended with status {run.ExitCode}: {run.Errors.Trim()}");
    }

    private string In(string name, string ending) => Path.Combine(folder.Keys, name + ending);
}
