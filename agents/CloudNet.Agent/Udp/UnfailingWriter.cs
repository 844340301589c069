using System.Text;

namespace CloudNet.Agent.Udp;

/// <summary>Writes where somebody may read, and goes on where nobody does any more: a terminal that was closed, a log that is full.</summary>
/// <param name="writer">Where to.</param>
internal sealed class UnfailingWriter(TextWriter writer) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => writer.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => writer.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // Nobody is left to be told.
        }
    }
}
