using CloudNet.Contracts.Services;

namespace CloudNet.Contracts.Views;

/// <summary>This service is in the network, with these values.</summary>
/// <param name="Id">The service.</param>
/// <param name="Service">Its values.</param>
public sealed record ServiceSet(ServiceId Id, NetworkService Service) : ViewOperation;
