using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CloudNet.Agent.Attach;

/// <summary>
/// Where a workload's resolv.conf is: of a namespace with a name below <c>/etc/netns</c>, from where <c>ip netns exec</c> puts it in place (ip-netns(8));
/// of a process in its own file system, which it may have filled with anything (<see cref="InsideFile"/>).
/// </summary>
/// <param name="target">The workload's namespace.</param>
internal sealed class ResolvFile(NetnsTarget target)
{
    private const string NamedFolder = "/etc/netns", FileName = "resolv.conf", Inside = "etc/resolv.conf";
    private const int Longest = 64 * 1024; // bytes

    /// <summary>Whether there is a place for one; else why not.</summary>
    public string? WhyNot => target.Kind == NetnsKind.Path && Path.GetDirectoryName(target.Path) != NetnsTarget.NamedFolder
        ? $"{target} has no name of 'ip netns', so there is no place for its /etc/resolv.conf"
        : null;

    /// <summary>Puts another text in the place of that which is there.</summary>
    /// <param name="change">Gets what is there, null for no file, and answers what should be.</param>
    /// <returns>Null, or why it is not done.</returns>
    public string? Change(Func<string?, string?> change)
    {
        try
        {
            return WhyNot ?? (target.Kind == NetnsKind.Process ? ChangeInside(change) : ChangeNamed(change));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return fault.Message;
        }
    }

    private string? ChangeNamed(Func<string?, string?> change)
    {
        var folder = Path.Combine(NamedFolder, Path.GetFileName(target.Path));
        var file = Path.Combine(folder, FileName);
        var there = File.Exists(file) ? File.ReadAllText(file) : null;
        var next = change(there);
        if (next == there) return null;
        if (next is null)
        {
            File.Delete(file);
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
            return null;
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText($"{file}.new", next);
        File.Move($"{file}.new", file, overwrite: true);
        return null;
    }

    // In place: in a container it is often a mount of its own, which no other file can be put in place of.
    private string? ChangeInside(Func<string?, string?> change)
    {
        if (InsideFile.SharesAll(target.Process)) return $"{target} has the host's own /etc/resolv.conf";
        using var there = InsideFile.Open(target.Process, Inside, isNew: false);
        if (there is not null) return ChangeIn(there, change);
        if (change(null) is not { } text) return null;
        using var made = InsideFile.Open(target.Process, Inside, isNew: true);
        return made is null ? $"there is no /etc in the file system of {target}" : ChangeIn(made, _ => text);
    }

    private string? ChangeIn(SafeFileHandle file, Func<string?, string?> change)
    {
        var length = RandomAccess.GetLength(file);
        if (length > Longest) return $"the /etc/resolv.conf of {target} is longer than {Longest:N0} bytes";
        var bytes = new byte[length];
        var there = Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
        var next = change(there) ?? "";
        if (next == there) return null;
        RandomAccess.Write(file, Encoding.UTF8.GetBytes(next), 0);
        RandomAccess.SetLength(file, Encoding.UTF8.GetByteCount(next));
        return null;
    }
}
