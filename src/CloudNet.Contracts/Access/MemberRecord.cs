namespace CloudNet.Contracts.Access;

/// <summary>A member of a tenant.</summary>
/// <param name="UserId">The person.</param>
/// <param name="User">The name that they sign in with.</param>
/// <param name="Role"><c>viewer</c>, <c>operator</c>, <c>admin</c> or <c>owner</c>.</param>
/// <param name="Since">When they became a member.</param>
/// <param name="SecondFactor">Whether they sign in with a second factor; told to admins and owners, null for anybody else.</param>
public sealed record MemberRecord(UserId UserId, string User, [property: Role] string Role, DateTimeOffset Since, bool? SecondFactor = null);
