namespace CloudNet.Controller.Bus;

/// <summary>To every replica: what is known of some hosts changed in the database.</summary>
/// <param name="Hosts">How many.</param>
public sealed record StatusStored(int Hosts);
