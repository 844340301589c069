using System.Runtime.InteropServices;

namespace CloudNet.Agent.Kernel;

/// <summary><c>struct sockaddr_nl</c>: the groups that a socket listens to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkAddress
{
    public ushort Family;
    public ushort Padding;
    public uint PortId;
    public uint Groups;
}
