using CloudNet.Contracts.Access;

namespace CloudNet.Contracts.Enrolment;

/// <summary>A new enrolment key with its secret, which is shown this once and stored only as a hash.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">What the host gives to enrol; begins with <c>cnk_</c>.</param>
/// <param name="InstallLine">The line to run on a host.</param>
public sealed record CreatedEnrolmentKey(EnrolmentKeyRecord Key, string Secret, string InstallLine) : IShownOnce
{
    string IShownOnce.Location => $"/api/v1/enrolment-keys/{Key.Id}";
}
