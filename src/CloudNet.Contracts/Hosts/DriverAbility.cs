using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Hosts;

/// <summary>Whether a host can build networks of a driver, as its agent found.</summary>
/// <param name="Driver">The driver. Of <c>wireguard</c> it says too whether the host can be in an encrypted network of any driver.</param>
/// <param name="By">What does it there, such as <c>kernel</c> or <c>wireguard-go</c>; null where it cannot.</param>
/// <param name="WhyNot">Why it cannot, in words, with the way out; null where it can.</param>
/// <param name="WhyNotEncrypted">
/// Why it cannot where the network is encrypted, in words, with the way out; null where encryption makes no difference. Said of <c>gre</c>, from
/// version 4 on.
/// </param>
/// <param name="Preshared">Of <c>wireguard</c>: whether the agent knows pre-shared keys. An older one does not.</param>
public sealed record DriverAbility(
    NetworkDriver Driver, string? By, string? WhyNot = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WhyNotEncrypted = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Preshared = false);
