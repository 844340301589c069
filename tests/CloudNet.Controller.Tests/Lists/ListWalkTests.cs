using System.Text;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Lists;

/// <summary>Walks a list by pages of random size while rows come and go.</summary>
public sealed class ListWalkTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    // Few letters and moments, so that many rows have the same; upper case, accents and what UTF-16 sorts otherwise than UTF-8.
    private static readonly string[] Letters = ["a", "B", "b", "ä", "-", "%", "_", "/", "z", "\uFFEE", "\U0001F600"];

    [Theory]
    [InlineData("name", 1)]
    [InlineData("name", 2)]
    [InlineData("-name", 3)]
    [InlineData("-name", 4)]
    [InlineData("created", 5)]
    [InlineData("created", 6)]
    [InlineData("-created", 7)]
    [InlineData("-created", 8)]
    public async Task What_stays_is_in_one_page_exactly_and_all_is_in_order(string sort, int seed)
    {
        var random = new Random(seed);
        var tenant = $"walk-{seed}";
        using var owner = await controller.NewTenantAsync(tenant);
        await using var db = controller.Database.Open();
        var id = (await db.Tenants.SingleAsync(row => row.Name == tenant)).Id;
        var rows = Enumerable.Range(0, 60).Select(_ => NewKey(random, id)).ToDictionary(row => row.Id);
        db.EnrolmentKeys.AddRange(rows.Values);
        await db.SaveChangesAsync();
        var (stay, gone) = (rows.Values.Where(_ => random.Next(3) > 0).Select(row => row.Id).ToHashSet(), new HashSet<EnrolmentKeyId>());
        var stayed = stay.Order().ToArray();

        List<EnrolmentKeyId> seen = [];
        string? cursor = null;
        do
        {
            var limit = random.Next(1, 9);
            var page = await owner.GetAsync<Page<EnrolmentKeyRecord>>($"/api/v1/enrolment-keys?sort={sort}&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.True(page.Items.Count == limit || page.Next is null, $"{page.Items.Count} of {limit}, and more");
            Assert.DoesNotContain(page.Items, key => gone.Contains(key.Id));
            seen.AddRange(page.Items.Select(key => key.Id));
            cursor = page.Next;
            foreach (var row in Enumerable.Range(0, random.Next(4)).Select(_ => NewKey(random, id))) db.EnrolmentKeys.Add(rows[row.Id] = row);
            // Also the row that the cursor stands on.
            EnrolmentKeyId[] leave = [.. rows.Keys.Where(key => !stay.Contains(key) && !gone.Contains(key) && (random.Next(20) == 0 || key == seen[^1]))];
            db.EnrolmentKeys.RemoveRange(leave.Select(key => rows[key]));
            gone.UnionWith(leave);
            await db.SaveChangesAsync();
        }
        while (cursor is not null && seen.Count < 1000);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(stayed, seen.Where(stay.Contains).Order());
        var keys = seen.Select(key => Key(rows[key], sort)).ToArray();
        Assert.Equal(sort[0] == '-' ? keys.OrderDescending(StringComparer.Ordinal) : keys.Order(StringComparer.Ordinal), keys);
        Assert.True(gone.Count > 5 && rows.Count > 70, "nothing much went on");
    }

    // What the database compares, as text that compares so.
    private static string Key(EnrolmentKeyRow row, string sort) => sort.EndsWith("name", StringComparison.Ordinal)
        ? $"{Convert.ToHexString(Encoding.UTF8.GetBytes(row.Name))} {row.Id}"
        : $"{row.CreatedAt.UtcTicks:D20} {row.Id}";

    private static EnrolmentKeyRow NewKey(Random random, TenantId tenant)
    {
        var hash = new byte[32];
        random.NextBytes(hash);
        var id = hash[..16];
        var made = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(random.Next(12));
        return new()
        {
            Id = EnrolmentKeyId.From(new Guid(id)), TenantId = tenant, Hash = hash, Uses = 1, CreatedAt = made, ExpiresAt = made.AddYears(1),
            Name = string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Letters[random.Next(Letters.Length)])),
        };
    }
}
