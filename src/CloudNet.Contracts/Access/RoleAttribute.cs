using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>The text is a role: the API's document lists them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RoleAttribute() : AllowedValuesAttribute("viewer", "operator", "admin", "owner");
