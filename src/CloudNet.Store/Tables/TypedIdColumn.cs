using CloudNet.Contracts.Wire;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>A typed id as a <c>uuid</c> column.</summary>
/// <typeparam name="TId">The identifier.</typeparam>
internal sealed class TypedIdColumn<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make(value))
    where TId : struct, ITypedId<TId>
{
    private static TId Make(Guid value) => TId.From(value);
}
