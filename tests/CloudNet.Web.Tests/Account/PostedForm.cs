using Microsoft.AspNetCore.Components.Forms.Mapping;

namespace CloudNet.Web.Tests.Account;

/// <summary>What a browser posted, as the page gets it; null before it posted anything.</summary>
internal sealed class PostedForm : IFormValueMapper
{
    /// <summary>What was typed.</summary>
    public object? Value { get; set; }

    public bool CanMap(Type valueType, string scopeName, string? formName) => Value is null || valueType.IsInstanceOfType(Value);

    public void Map(FormValueMappingContext context)
    {
        if (Value is not null) context.SetResult(Value);
    }
}
