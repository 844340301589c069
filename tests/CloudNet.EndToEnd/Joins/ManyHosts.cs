using System.Globalization;
using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Controllers;

namespace CloudNet.EndToEnd.Joins;

/// <summary>Hosts by the thousand, put into the database by SQL: enrolling them one by one would take longer than what is done with them.</summary>
public static class ManyHosts
{
    /// <summary>SQL for the id of host n.</summary>
    public const string IdOf = "format('00000000-0000-7000-8000-%s', lpad(n::text, 12, '0'))::uuid";

    /// <summary>Makes hosts 1 to <paramref name="count"/> in the tenant of a network; none is in it.</summary>
    public static Task MakeAsync(LabPostgres postgres, NetworkId network, int count) => postgres.SqlAsync($"""
        INSERT INTO hosts (id, tenant_id, name, public_key, underlay_address, enrolled_at, problems)
        SELECT {IdOf}, tenant_id, 'h' || n, sha256(n::text::bytea), '172.16.0.0'::inet + n, now(), ARRAY[]::text[]
        FROM networks, generate_series(1, {count}) AS n WHERE networks.id = '{network}';
        INSERT INTO streams (name, tenant_id, revision)
        SELECT 'host/' || {IdOf}, tenant_id, 1 FROM networks, generate_series(1, {count}) AS n WHERE networks.id = '{network}';
        INSERT INTO changes (stream, tenant_id, revision, operations, at, published)
        SELECT 'host/' || {IdOf}, tenant_id, 1, '[]', now(), true FROM networks, generate_series(1, {count}) AS n WHERE networks.id = '{network}';
        """);

    /// <summary>Where host n joins a network.</summary>
    public static string JoinPath(NetworkId network, int n) =>
        string.Create(CultureInfo.InvariantCulture, $"api/v1/networks/{network}/hosts/00000000-0000-7000-8000-{n:D12}");
}
