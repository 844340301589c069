using System.Runtime.InteropServices;

namespace CloudNet.Agent.Udp.Wire;

/// <summary><c>struct mmsghdr</c> with its <c>struct msghdr</c>, of a machine of 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageSlot
{
    public byte* Name;
    public uint NameLength;
    public IoVector* Vectors;
    public nuint VectorCount;
    public byte* Control;
    public nuint ControlLength;
    public int Flags;
    public int Padding;
    public uint Length;
    public int PaddingOfLength;
}
