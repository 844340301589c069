using System.Runtime.InteropServices;
using System.Text;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Udp.Packets;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>
/// A TUN that somebody made and that lasts; this process holds it. With <c>vnet_hdr</c> the kernel hands over packets of up to
/// 64 KB that are still to be cut, and takes joined ones.
/// </summary>
internal sealed unsafe class TunDevice : IDisposable
{
    private const string Path = "/dev/net/tun";
    private const int ReadWriteNoWait = 0x80802; // O_RDWR | O_NONBLOCK | O_CLOEXEC
    private const ulong SetInterface = 0x400454ca, GetInterface = 0x800454d2, SetOffload = 0x400454d0, SetHeaderSize = 0x400454d8;
    private const ushort Tun = 0x0001, NoInfo = 0x1000, VirtioHeaders = 0x4000, Persistent = 0x0800;
    private const uint Checksums = 0x01, Tcp = 0x0e, Udp = 0x60; // TUN_F_CSUM; TUN_F_TSO4, TSO6 and TSO_ECN; TUN_F_USO4 and USO6
    private const int LongestName = 15, FlagsAt = 16, RequestLength = 40;

    private TunDevice(string link, int descriptor) => (Link, Descriptor) = (link, descriptor);

    /// <summary>Its name.</summary>
    public string Link { get; }

    /// <summary>The file descriptor, to be polled.</summary>
    public int Descriptor { get; }

    /// <summary>Whether this kernel cuts and joins UDP, too (Linux 6.2 and later).</summary>
    public bool CutsUdp { get; private set; }

    /// <summary>Takes hold of a TUN.</summary>
    /// <exception cref="KernelException">It is missing, or somebody has it.</exception>
    public static TunDevice Open(string link)
    {
        if (link.Length is 0 or > LongestName) throw new KernelException($"'{link}' is no name of a link: one has 1 to {LongestName} letters.");
        // Asked for by its name alone, the kernel would make one that ends with this process.
        if (WireLibc.LinkIndex(link) == 0) throw new KernelException(Missing(link, "is not there"));
        var descriptor = Libc.Open(Path, ReadWriteNoWait);
        if (descriptor < 0) throw new KernelException($"{Path} cannot be opened: {Why}. The kernel's module 'tun' is needed ('modprobe tun'), and root.");
        var tun = new TunDevice(link, descriptor);
        try
        {
            tun.Attach();
            tun.Offload();
            return tun;
        }
        catch
        {
            tun.Dispose();
            throw;
        }
    }

    /// <summary>Reads a packet with the header before it; its length, 0 where none is there.</summary>
    /// <exception cref="LinkGoneException">The TUN is gone.</exception>
    public int Read(byte* buffer, int length)
    {
        while (true)
        {
            var count = WireLibc.Read(Descriptor, buffer, (nuint)length);
            if (count >= 0) return (int)count;
            switch (Marshal.GetLastPInvokeError())
            {
                case WireLibc.TryAgain: return 0;
                case WireLibc.Interrupted: continue;
                default: throw Gone();
            }
        }
    }

    /// <summary>Writes a packet with the header before it; false where the kernel did not take it.</summary>
    /// <exception cref="LinkGoneException">The TUN is gone.</exception>
    public bool TryWrite(IoVector* vectors, int count)
    {
        while (WireLibc.Write(Descriptor, vectors, count) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WireLibc.BadDescriptor) throw Gone();
            if (error != WireLibc.Interrupted) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(Descriptor);

    private static string Why => Marshal.GetLastPInvokeErrorMessage();

    private static string Missing(string link, string what) =>
        $"The link {link} {what}. Make it with 'ip tuntap add dev {link} mode tun vnet_hdr', and start this again.";

    private LinkGoneException Gone() => new(
        $"The link {Link} is gone ({Why}): somebody deleted it. Make it with 'ip tuntap add dev {Link} mode tun vnet_hdr', and start this again.");

    private void Attach()
    {
        var request = stackalloc byte[RequestLength];
        new Span<byte>(request, RequestLength).Clear();
        Encoding.ASCII.GetBytes(Link, new Span<byte>(request, LongestName));
        *(ushort*)(request + FlagsAt) = Tun | NoInfo | VirtioHeaders;
        if (WireLibc.Control(Descriptor, SetInterface, request) < 0)
            throw new KernelException(Marshal.GetLastPInvokeError() switch
            {
                WireLibc.Busy => $"Another process has the link {Link}. 'fuser -v {Path}' names those that have one; end it, or name another link.",
                WireLibc.Invalid => $"The link {Link} is no TUN of one queue. Delete it, and make it with 'ip tuntap add dev {Link} mode tun vnet_hdr'.",
                _ => $"The link {Link} could not be taken hold of: {Why}.",
            });
        if (WireLibc.Control(Descriptor, GetInterface, request) == 0 && (*(ushort*)(request + FlagsAt) & Persistent) == 0)
            throw new KernelException(Missing(Link, "went away just now"));
    }

    private void Offload()
    {
        var size = VirtioHeader.Size;
        Libc.Check(WireLibc.Control(Descriptor, SetHeaderSize, (byte*)&size), "ioctl(TUNSETVNETHDRSZ)");
        CutsUdp = WireLibc.Control(Descriptor, SetOffload, (byte*)(Checksums | Tcp | Udp)) == 0;
        if (!CutsUdp) Libc.Check(WireLibc.Control(Descriptor, SetOffload, (byte*)(Checksums | Tcp)), "ioctl(TUNSETOFFLOAD)");
    }
}
