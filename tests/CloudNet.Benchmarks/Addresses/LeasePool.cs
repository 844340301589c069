using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Controllers;

namespace CloudNet.Benchmarks.Addresses;

/// <summary>
/// A network in the database with as many leases as a measurement wants. Its hosts are put there by SQL: 65,000 that enrol one
/// by one would take longer than all that is measured.
/// </summary>
internal sealed class LeasePool
{
    /// <summary>Hosts that may hold what is taken.</summary>
    public const int Holders = 64_880;

    /// <summary>Hosts that join in a measurement; fewer than are free where the pool is fullest.</summary>
    public const int Joiners = 600;

    private const string Host = "format('00000000-0000-7000-8000-%s', lpad(n::text, 12, '0'))::uuid";
    private readonly LabPostgres postgres;
    private readonly NetworkId network;

    private LeasePool(LabPostgres postgres, NetworkId network) => (this.postgres, this.network) = (postgres, network);

    /// <summary>Makes the hosts; none is in the network.</summary>
    public static async Task<LeasePool> CreateAsync(LabPostgres postgres, NetworkId network)
    {
        await postgres.SqlAsync($"""
            INSERT INTO hosts (id, tenant_id, name, public_key, underlay_address, enrolled_at, problems)
            SELECT {Host}, tenant_id, 'h' || n, sha256(n::text::bytea), '172.16.0.0'::inet + n, now(), ARRAY[]::text[]
            FROM networks, generate_series(1, {Holders + Joiners}) AS n WHERE networks.id = '{network}';
            INSERT INTO streams (name, revision) SELECT 'host/' || {Host}, 1 FROM generate_series(1, {Holders + Joiners}) AS n;
            """);
        return new(postgres, network);
    }

    /// <summary>Lets the first hosts hold this many subnets from below, and no host any other.</summary>
    public async Task HoldAsync(int leases)
    {
        await postgres.SqlAsync($"""
            DELETE FROM leases WHERE network_id = '{network}';
            INSERT INTO leases (id, network_id, subnet, host_id, epoch, mac)
            SELECT gen_random_uuid(), '{network}', set_masklen(('10.0.0.0'::inet + n * 256)::cidr, 24), {Host}, 1, n FROM generate_series(1, {leases}) AS n;
            UPDATE free_ranges SET first = '10.0.0.0'::inet + {(leases + 1) * 256} WHERE network_id = '{network}'
            """);
        await postgres.SqlAsync("VACUUM ANALYZE");
    }

    /// <summary>Takes the joiners out again.</summary>
    public Task FreeJoinersAsync() => postgres.SqlAsync($"""
        WITH gone AS (DELETE FROM leases USING hosts WHERE host_id = hosts.id AND underlay_address > '172.16.0.0'::inet + {Holders} RETURNING subnet)
        UPDATE free_ranges SET first = LEAST(first, (SELECT min(host(subnet)::inet) FROM gone)) WHERE network_id = '{network}'
        """);

    /// <summary>Where a joiner joins.</summary>
    /// <param name="at">0 to <see cref="Joiners"/> - 1.</param>
    public string JoinPath(int at) => $"api/v1/networks/{network}/hosts/00000000-0000-7000-8000-{Holders + at + 1:D12}";
}
