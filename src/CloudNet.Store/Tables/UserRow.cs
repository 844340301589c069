using Microsoft.AspNetCore.Identity;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>users</c>: a person who signs in, kept by ASP.NET Core Identity.</summary>
public sealed class UserRow : IdentityUser<Guid>;
