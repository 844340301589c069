using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Views;

/// <summary>A stream's name as text.</summary>
public sealed class StreamNameConverter : ParsedTextConverter<StreamName>;
