namespace CloudNet.Contracts.Views;

/// <summary>This address of the network is kept for that workload.</summary>
/// <param name="Pin">The address, and whom it is kept for.</param>
public sealed record AddressPinned(NetworkPin Pin) : ViewOperation;
