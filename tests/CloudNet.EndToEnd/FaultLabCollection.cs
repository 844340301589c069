namespace CloudNet.EndToEnd;

/// <summary>The tests that break and mend what runs in a lab: they share another one, beside those of <see cref="SharedLabCollection"/>.</summary>
[CollectionDefinition(Name)]
public sealed class FaultLabCollection : ICollectionFixture<SharedLab>
{
    public const string Name = "fault lab";
}
