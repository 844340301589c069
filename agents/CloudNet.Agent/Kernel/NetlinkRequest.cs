using System.Runtime.InteropServices;

namespace CloudNet.Agent.Kernel;

/// <summary>A question to the kernel's netfilter (linux/netfilter/nfnetlink.h): a header, the family, and attributes. Pure.</summary>
internal static class NetlinkRequest
{
    /// <summary>Flags of the header: that it is a question, that its end is to be told, and that all is asked for (linux/netlink.h).</summary>
    public const ushort Request = 1, Acknowledge = 4, All = 0x300;

    /// <summary>The mark of an attribute that has attributes in it.</summary>
    public const ushort Nested = 0x8000;

    private const int Header = 16, Family = 4, AttributeHeader = 4;

    /// <summary>A whole question.</summary>
    /// <param name="subsystem">Which part of netfilter.</param>
    /// <param name="what">What it is to do.</param>
    /// <param name="flags">Flags of the header.</param>
    /// <param name="family">The kernel's number of a family.</param>
    /// <param name="attributes">The attributes, one after the other.</param>
    public static byte[] Of(int subsystem, int what, int flags, byte family, params byte[] attributes)
    {
        byte[] message = [.. new byte[Header + Family], .. attributes];
        MemoryMarshal.Write(message, message.Length);
        MemoryMarshal.Write(message.AsSpan(4), (ushort)((subsystem << 8) | what));
        MemoryMarshal.Write(message.AsSpan(6), (ushort)flags);
        message[Header] = family;
        return message;
    }

    /// <summary>An attribute.</summary>
    public static byte[] Attribute(int type, params byte[] value)
    {
        var attribute = new byte[(AttributeHeader + value.Length + 3) & ~3];
        MemoryMarshal.Write(attribute, (ushort)(AttributeHeader + value.Length));
        MemoryMarshal.Write(attribute.AsSpan(2), (ushort)type);
        value.CopyTo(attribute, AttributeHeader);
        return attribute;
    }
}
