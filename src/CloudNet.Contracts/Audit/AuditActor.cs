namespace CloudNet.Contracts.Audit;

/// <summary>Who made a change.</summary>
/// <param name="Kind">
/// <c>user</c>, <c>enrolment-key</c>, <c>host</c>, <c>system</c> (the controller by itself) or <c>database</c> (somebody who changed rows by hand).
/// </param>
/// <param name="Id">The user, key or host; null where there is none.</param>
/// <param name="Name">The name of it.</param>
/// <param name="TokenId">The API token that was used; null where none was.</param>
public sealed record AuditActor(string Kind, Guid? Id, string Name, Guid? TokenId);
