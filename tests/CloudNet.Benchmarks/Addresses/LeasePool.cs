using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Joins;

namespace CloudNet.Benchmarks.Addresses;

/// <summary>
/// A network in the database with as many leases as a measurement wants; its hosts are <see cref="ManyHosts"/>.
/// </summary>
internal sealed class LeasePool
{
    /// <summary>Hosts that may hold what is taken.</summary>
    public const int Holders = 64_880;

    /// <summary>Hosts that join in a measurement; fewer than are free where the pool is fullest.</summary>
    public const int Joiners = 600;

    private readonly LabPostgres postgres;
    private readonly NetworkId network;

    private LeasePool(LabPostgres postgres, NetworkId network) => (this.postgres, this.network) = (postgres, network);

    /// <summary>Makes the hosts; none is in the network.</summary>
    public static async Task<LeasePool> CreateAsync(LabPostgres postgres, NetworkId network)
    {
        await ManyHosts.MakeAsync(postgres, network, Holders + Joiners);
        return new(postgres, network);
    }

    /// <summary>
    /// Lets the first hosts hold this many subnets from below, and no host any other. Without the triggers, which take half a millisecond a row: the
    /// history that they would write is written here, and their entries in the audit log, which grows whatever is held, are not.
    /// </summary>
    public async Task HoldAsync(int leases)
    {
        await postgres.SqlAsync($"""
            SET session_replication_role = replica;
            DELETE FROM leases WHERE network_id = '{network}';
            DELETE FROM address_history WHERE network_id = '{network}';
            INSERT INTO leases (id, tenant_id, network_id, subnet, host_id, epoch, mac)
            SELECT gen_random_uuid(), tenant_id, '{network}', set_masklen(('10.0.0.0'::inet + n * 256)::cidr, 24), {ManyHosts.IdOf}, 1, n
            FROM networks, generate_series(1, {leases}) AS n WHERE networks.id = '{network}';
            INSERT INTO address_history (tenant_id, network_id, network_name, addresses, host_id, host_name, epoch, since)
            SELECT leases.tenant_id, network_id, networks.name, subnet, host_id, hosts.name, epoch, now()
            FROM leases JOIN networks ON networks.id = network_id JOIN hosts ON hosts.id = host_id WHERE network_id = '{network}';
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
    public string JoinPath(int at) => ManyHosts.JoinPath(network, Holders + at + 1);
}
