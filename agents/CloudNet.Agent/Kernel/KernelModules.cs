namespace CloudNet.Agent.Kernel;

/// <summary>Tells whether the running kernel has a module, built in or to be loaded (modules.dep(5), modules.builtin in kbuild's documents).</summary>
internal static class KernelModules
{
    private static readonly Lazy<string[]?> Lists = new(Read);

    /// <summary>Whether it has the module; null where the kernel came without lists of them, and it is not loaded.</summary>
    /// <param name="module">Its name.</param>
    /// <param name="loaded">A path that is there while it is loaded or built in.</param>
    public static bool? MayHave(string module, string loaded)
    {
        if (Directory.Exists(loaded)) return true;
        return Lists.Value is { } all ? all.Any(line => line.Contains($"/{module}.ko", StringComparison.Ordinal)) : null;
    }

    private static string[]? Read()
    {
        try
        {
            var folder = $"/lib/modules/{File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}";
            string[] files = [.. new[] { "modules.dep", "modules.builtin" }.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
            return files.Length == 0 ? null : [.. files.SelectMany(File.ReadLines)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
