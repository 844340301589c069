using System.Globalization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Web.Networks;

/// <summary>What a network has to give, in words.</summary>
public static class PoolWords
{
    private const decimal Countable = 1_000_000;

    /// <summary>"IPv4 subnets (/24)".</summary>
    public static string Family(FamilyPoolRecord family) => $"{(family.Family == "ipv4" ? "IPv4" : "IPv6")} subnets (/{family.SubnetLength})";

    /// <summary>How many are left, and how long they will do.</summary>
    public static string Left(FamilyPoolRecord family) => family.Free == 0
        ? "None is free: add a range, or take hosts out that are no more."
        : $"{Number(family.Free)} of {Number(family.Total)} are free"
            + (family.FullInDays is { } days ? $"; at the pace of the last week for {(days == 1 ? "1 day" : $"{days:N0} days")}." : ".");

    /// <summary>The bar in words.</summary>
    public static string Shares(FamilyPoolRecord family) =>
        $"{family.Held:N0} held, {family.Reserved:N0} reserved, {Number(family.Free)} free of {Number(family.Total)}"
        + (OnRequest(family) is > 0 and var kept ? $", {Number(kept)} by reservation only" : "");

    /// <summary>Subnets that a host gets only where they are reserved for it: outside the bounds of what is given unasked.</summary>
    public static decimal OnRequest(FamilyPoolRecord family) => family.Ranges.Sum(range => range.ByReservationOnly);

    /// <summary>A count; what nobody counts any more as a power of ten.</summary>
    public static string Number(decimal count) => count < Countable ? $"{count:N0}" : $"{(double)count:0.#e+0}";

    /// <summary>Width of a share of the bar, as style; what is there at all is seen.</summary>
    public static string Width(decimal part, decimal total) =>
        part <= 0 || total <= 0 ? "width:0" : string.Create(CultureInfo.InvariantCulture, $"width:{Math.Max(0.5m, 100 * part / total):0.##}%");
}
