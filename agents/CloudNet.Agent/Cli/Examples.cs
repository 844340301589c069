namespace CloudNet.Agent.Cli;

/// <summary>Lines to copy: at least one for each command, in the order of the commands. A test parses them all.</summary>
internal static class Examples
{
    /// <summary>Of the service.</summary>
    public static readonly IReadOnlyList<string> OfAgent =
    [
        "CLOUDNET_ENROLMENT_KEY=cnk_… cloudnet-agent enrol --controller https://controller.example.org --name v1",
        "cloudnet-agent run",
        "cloudnet-agent check",
        "cloudnet-agent show diff",
        "cloudnet-agent clean",
        "cloudnet-agent udp run --link cn-ud5 --local 192.168.0.1 --control /run/cloudnet-udp/cn-ud5.sock",
        "cloudnet-agent udp batch --control /run/cloudnet-udp/cn-ud5.sock",
        "cloudnet-agent udp show --control /run/cloudnet-udp/cn-ud5.sock",
    ];

    /// <summary>For people.</summary>
    public static readonly IReadOnlyList<string> ForPeople =
    [
        "cloudnet status",
        "cloudnet attach web --network blue --label app=web",
        "cloudnet attach 4711 --network blue --name db --address 10.100.1.20",
        "cloudnet detach web --network blue",
        "cloudnet label web app=web tier-",
        "cloudnet drain web",
        "cloudnet drain web --undo",
        "cloudnet ps",
        "cloudnet lookup web",
        "cloudnet lookup 10.100.1.2 --network blue",
        "cloudnet dns-args blue",
        "cloudnet ping v2 --network blue --count 2",
        "cloudnet trace web db",
        "cloudnet trace web 10.100.2.2 --port 5432",
        "cloudnet login https://controller.example.org --user anna",
        "cloudnet logout",
        "cloudnet password",
        "cloudnet network list --name prod- --sort -created",
        "cloudnet network show blue",
        "cloudnet network create blue 10.100.0.0/16 fd00:100::/48",
        "cloudnet network create far 10.110.0.0/16 --driver wireguard",
        "cloudnet network grow blue 10.101.0.0/16 --subnet-min 10.101.16.0 --subnet-max 10.101.31.0",
        "cloudnet network change blue --driver wireguard --mtu 1380",
        "cloudnet network rotate-keys blue",
        "cloudnet network rollouts blue",
        "cloudnet network end-rollout blue",
        "cloudnet network remove blue --dry-run",
        "cloudnet network pool blue",
        "cloudnet network join blue v1",
        "cloudnet network leave blue v1",
        "cloudnet network hide blue v1",
        "cloudnet network expose blue v1",
        "cloudnet network peer blue red",
        "cloudnet network peerings blue",
        "cloudnet network end-peering blue red",
        "cloudnet network reserve blue v9 10.100.9.0/24",
        "cloudnet network release blue v9",
        "cloudnet network pin blue db 10.100.1.20",
        "cloudnet network unpin blue 10.100.1.20",
        "cloudnet network pins blue --workload db",
        "cloudnet network next blue v1",
        "cloudnet network port-mapping blue v1 8080 web --target-port 80",
        "cloudnet network port-mapping blue v1 8000-8010 game --protocol udp --host-address 192.168.124.51",
        "cloudnet network remove-port-mapping blue 01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c",
        "cloudnet network port-mappings blue --workload web",
        "cloudnet network paths blue --wrong true",
        "cloudnet network service list blue --name web",
        "cloudnet network service show blue web",
        "cloudnet network service create blue web --port 80:8080 --select app=web",
        "cloudnet network service create blue dns --port 53:5353/udp --port 53:5353/tcp=dns-tcp --select app=dns --address 10.100.0.10",
        "cloudnet network service create blue db --port 5432 --backend 192.0.2.10=3 --backend 192.0.2.11 --affinity 600",
        "cloudnet network service create blue api --port 80:8080 --select app=api --check http/healthz --check-interval 2",
        "cloudnet network service create blue shop --port 80:8080@30080 --host v1 --host v2 --select app=shop",
        "cloudnet network service create blue peers --headless --select app=etcd --check tcp:2379",
        "cloudnet network service set blue web --weight-label weight --local-only false",
        "cloudnet network service set blue api --check none",
        "cloudnet network service set blue db --backend 192.0.2.10=0 --backend 192.0.2.11 --affinity none",
        "cloudnet network service remove blue web --dry-run",
        "cloudnet network policy list blue --name web",
        "cloudnet network policy show blue web-to-db",
        "cloudnet network policy create blue web-to-db --direction ingress --action allow --select app=db --peer app=web --port 5432",
        "cloudnet network policy create blue no-mail --direction egress --action deny --peer 0.0.0.0/0 --peer ::/0 --port 25 --priority 10 --count-only true",
        "cloudnet network policy set blue web-to-db --peer app=web,tier=front --peer 192.0.2.0/24 --port 5432 --port icmp",
        "cloudnet network policy set blue no-mail --any-peer --count-only false",
        "cloudnet network policy remove blue no-mail --dry-run",
        "cloudnet network policy default blue",
        "cloudnet network policy default blue --ingress count --egress allow",
        "cloudnet host list --label rack=7 --label role=edge",
        "cloudnet host list --link down --name v",
        "cloudnet host show v1",
        "cloudnet host label v1 role=edge spare-",
        "cloudnet host remove v1 --dry-run",
        "cloudnet key list --sort -created",
        "cloudnet key create rack7 --uses 20 --network blue --label rack=7",
        "cloudnet key revoke rack7",
        "cloudnet token list --sort -created",
        "cloudnet token create nightly --role read --expires-in 1440",
        "cloudnet token revoke nightly",
        "cloudnet audit list --operation RemoveNetwork --from 2026-11-01T00:00:00Z --limit 20",
        "cloudnet audit export --kind network --format csv",
    ];

    /// <summary>Those of a command, and of what is below it; of the whole the first of each of its commands.</summary>
    /// <param name="all">All of them.</param>
    /// <param name="path">The command's name, behind those of the commands that it is below.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> all, IReadOnlyList<string> path) => path.Count == 0
        ? all.DistinctBy(example => Words(example)[0])
        : all.Where(example => Words(example).Take(path.Count).SequenceEqual(path));

    /// <summary>An example's words behind the program's name.</summary>
    public static IReadOnlyList<string> Words(string example) => [.. example.Split(' ').SkipWhile(word => word.Contains('=')).Skip(1)];
}
