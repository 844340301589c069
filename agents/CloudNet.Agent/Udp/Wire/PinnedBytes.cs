using System.Runtime.InteropServices;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Memory that stays where it is, so that the kernel can be given its address.</summary>
internal static unsafe class PinnedBytes
{
    /// <summary>An array that is not moved, zeroed.</summary>
    public static T[] Make<T>(int length)
        where T : unmanaged => GC.AllocateArray<T>(length, pinned: true);

    /// <summary>Where an element of such an array is.</summary>
    public static T* At<T>(T[] pinned, int index)
        where T : unmanaged => (T*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, index);
}
