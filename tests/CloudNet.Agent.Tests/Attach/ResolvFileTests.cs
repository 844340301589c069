using System.Diagnostics;
using System.Globalization;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>Real files of real processes and namespaces.</summary>
[Trait("needs", "root")]
public sealed class ResolvFileTests
{
    [Fact]
    public async Task Of_a_namespace_with_a_name_it_is_where_ip_netns_exec_takes_it_from()
    {
        await using var inside = await NetworkNamespace.CreateAsync();
        var file = new ResolvFile(new(NetnsKind.Path, inside.Path));
        Assert.Null(file.Change(there => there is null ? "nameserver 192.0.2.1\n" : "wrong"));
        Assert.Equal("nameserver 192.0.2.1\n", await Shell($"ip netns exec {inside.Name} cat /etc/resolv.conf"));
        Assert.Null(file.Change(_ => null));
        Assert.False(Directory.Exists($"/etc/netns/{inside.Name}"));
        Assert.Contains("no name of 'ip netns'", new ResolvFile(new(NetnsKind.Path, "/var/run/docker/netns/1")).Change(_ => "x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_process_it_is_its_own_and_written_in_place()
    {
        using var container = await Container.StartAsync(
            "echo 'nameserver 192.0.2.1' > etc/given; touch etc/resolv.conf; mount --bind etc/given etc/resolv.conf");
        Assert.Null(container.File.Change(there => $"search here\n{there}"));
        Assert.Equal("search here\nnameserver 192.0.2.1\n", await container.RunAsync("cat /etc/resolv.conf"));
        Assert.Null(container.File.Change(_ => "short\n"));
        Assert.Equal("short\n", await container.RunAsync("cat /etc/resolv.conf"));
    }

    [Fact]
    public async Task One_that_is_not_there_is_made()
    {
        using var container = await Container.StartAsync("true");
        Assert.Null(container.File.Change(there => there is null ? "nameserver 192.0.2.1\n" : "wrong"));
        Assert.Equal("nameserver 192.0.2.1\n", await container.RunAsync("cat /etc/resolv.conf"));
    }

    [Theory]
    [InlineData("ln -s $OLDPWD/victim etc/resolv.conf")]
    [InlineData("ln -s ../../../../../../../../../../$OLDPWD/victim etc/resolv.conf")]
    [InlineData("ln -s /proc/1/root/$OLDPWD/victim etc/resolv.conf")]
    [InlineData("rmdir etc; ln -s $OLDPWD etc; ln -s victim $OLDPWD/resolv.conf")]
    [InlineData("mkfifo etc/resolv.conf")]
    [InlineData("mknod etc/resolv.conf c 1 3")]
    [InlineData("mknod etc/resolv.conf b 7 0")]
    [InlineData("touch etc/resolv.conf; mount --bind /proc/sys/kernel/domainname etc/resolv.conf")]
    [InlineData("touch etc/resolv.conf; mount --bind /etc/resolv.conf etc/resolv.conf")]
    [InlineData("mkdir etc/resolv.conf")]
    [InlineData("head -c 70000 /dev/zero > etc/resolv.conf")]
    public async Task Whatever_a_container_has_put_there_no_file_of_the_hosts_is_touched(string prepare)
    {
        using var container = await Container.StartAsync(prepare);
        var problem = container.File.Change(_ => "overwritten");
        Assert.Equal("untouched", await File.ReadAllTextAsync(container.Victim));
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData("sleep", "60")]
    [InlineData("unshare", "-m sleep 60")] // mounts of its own, and the same file
    public async Task Of_a_process_in_the_hosts_own_files_nothing_is_written(string program, string arguments)
    {
        using var other = Process.Start(new ProcessStartInfo(program, arguments))!;
        while (await File.ReadAllTextAsync($"/proc/{other.Id}/comm") != "sleep\n") await Task.Yield();
        try
        {
            var before = await File.ReadAllTextAsync("/etc/resolv.conf");
            Assert.Contains("the host's own", new ResolvFile(Target(other.Id)).Change(_ => "overwritten"), StringComparison.Ordinal);
            Assert.Equal(before, await File.ReadAllTextAsync("/etc/resolv.conf"));
        }
        finally
        {
            other.Kill();
        }
    }

    private static NetnsTarget Target(int process) => new(NetnsKind.Process, $"/proc/{process}/ns/net", process);

    private static async Task<string> Shell(string line)
    {
        using var run = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardOutput = true })!;
        var output = await run.StandardOutput.ReadToEndAsync().Soon();
        await run.WaitForExitAsync().Soon();
        return output;
    }

    /// <summary>A process with files of its own, as a container has them.</summary>
    private sealed class Container : IDisposable
    {
        private readonly TemporaryFolder folder = new();
        private Process process = null!;

        public ResolvFile File { get; private set; } = null!;

        public string Victim => Path.Combine(folder.State.Path, "victim");

        public static async Task<Container> StartAsync(string prepare)
        {
            var made = new Container();
            Directory.CreateDirectory(made.folder.State.Path);
            await System.IO.File.WriteAllTextAsync(made.Victim, "untouched");
            made.process = Process.Start(new ProcessStartInfo("unshare", ["-m", "sh", "-ec", $"""
                cd {made.folder.State.Path}; mkdir -p root/usr root/etc root/proc; cd root
                mount --bind /usr usr; ln -s usr/bin bin; ln -s usr/lib lib; ln -s usr/lib64 lib64; mount --bind /proc proc
                {prepare}
                exec chroot . sh -c 'echo there; exec sleep 300'
                """]) { RedirectStandardOutput = true })!;
            Assert.Equal("there", await made.process.StandardOutput.ReadLineAsync().Soon());
            made.File = new(Target(made.process.Id));
            return made;
        }

        public Task<string> RunAsync(string line) =>
            Shell(string.Create(CultureInfo.InvariantCulture, $"nsenter --target {process.Id} --mount --root --wd sh -c '{line}'"));

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            folder.Dispose();
        }
    }
}
