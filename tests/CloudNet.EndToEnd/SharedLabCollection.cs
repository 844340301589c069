namespace CloudNet.EndToEnd;

/// <summary>The tests that share one lab.</summary>
[CollectionDefinition(Name)]
public sealed class SharedLabCollection : ICollectionFixture<SharedLab>
{
    public const string Name = "shared lab";
}
