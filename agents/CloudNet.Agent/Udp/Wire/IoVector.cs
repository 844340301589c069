using System.Runtime.InteropServices;

namespace CloudNet.Agent.Udp.Wire;

/// <summary><c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public byte* Base;
    public nuint Length;
}
