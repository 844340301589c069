using CloudNet.Agent.Plan.Tables;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

public sealed class ElementChangesTests
{
    [Fact]
    public void Who_lets_go_of_what_another_has_under_the_same_key_takes_nothing_away()
    {
        Dictionary<(string Map, string Key), string> elements = [];
        var led = new Dictionary<string, int>();
        NftElement mine = new("ip-services", "10.100.0.17 . tcp . 80", "goto ip-random-1"), other = mine with { Value = "goto ip-random-2" };
        new ElementChanges(elements, led).Add(other);
        var changes = new ElementChanges(elements, led);
        changes.Drop(mine);
        Assert.Equal(other.Value, elements[(other.Map, other.Key)]);
        Assert.Equal(1, led["ip-random-2"]);
        Assert.Empty(changes.Finish(isFrame: false).Gone);
        changes.Drop(other);
        Assert.Empty(elements);
        Assert.Empty(led);
    }
}
