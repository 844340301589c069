using System.Text.Json;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Gateway;

/// <summary>A message as it goes on the wire: made once, sent to many links.</summary>
/// <param name="Bytes">UTF-8 JSON.</param>
public readonly record struct Frame(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>No message: wakes the sender, and is not sent.</summary>
    public static Frame None => default;

    /// <summary>A message made ready.</summary>
    public static Frame Of(LinkMessage message) => new(JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.LinkMessage));

    /// <summary>Contiguous changes of a stream as one delta.</summary>
    public static Frame Of(StreamName stream, IReadOnlyList<LoggedChange> changes) =>
        Of(new Delta(stream, changes[0].Revision - 1, changes[^1].Revision, [.. changes.SelectMany(change => change.Parse())]));
}
