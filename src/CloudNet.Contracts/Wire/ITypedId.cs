namespace CloudNet.Contracts.Wire;

/// <summary>An identifier with a type of its own, so that a host's id cannot be handed where a network's is asked for.</summary>
/// <typeparam name="TSelf">The identifier itself.</typeparam>
public interface ITypedId<TSelf> : IComparable<TSelf>, IParsable<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The UUID behind the identifier; version 7 (RFC 9562) for those that the controller makes.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID that came from a store or a wire.</summary>
    static abstract TSelf From(Guid value);
}
