using Xunit;

namespace CloudNet.Browser.Chromium;

/// <summary>The tests that share <see cref="PeopleLab"/>.</summary>
[CollectionDefinition(Name)]
public sealed class PeopleLabCollection : ICollectionFixture<PeopleLab>
{
    public const string Name = "people";
}
