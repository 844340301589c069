using System.Net;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Controllers;

/// <summary>
/// A RabbitMQ of the lab's own, from Debian's package: its node, its port mapper (epmd), its cookie and its files are all in
/// the lab, so that the machine's own broker, where there is one, is not touched.
/// </summary>
public sealed class LabRabbitMq
{
    private static readonly IPAddress Address = IPAddress.Parse("192.168.124.11");
    private readonly Lab lab;
    private readonly NetworkNamespace home;

    private LabRabbitMq(Lab lab, NetworkNamespace home)
    {
        this.lab = lab;
        this.home = home;
    }

    public string Url => $"amqp://guest:guest@{Address}:5672/";

    private string Folder => Path.Combine(lab.Folder, "rabbitmq");

    public static async Task<LabRabbitMq> StartNewAsync(Lab lab)
    {
        var broker = new LabRabbitMq(lab, await lab.PlugAsync("bus", Address));
        Directory.CreateDirectory(broker.Folder);
        await File.WriteAllTextAsync(broker.In("rabbitmq.conf"), $"listeners.tcp.1 = {Address}:5672\nloopback_users = none\n");
        await File.WriteAllTextAsync(broker.In("enabled_plugins"), "[].\n");
        await File.WriteAllTextAsync(broker.In("env.conf"), "");
        await broker.StartAsync();
        return broker;
    }

    public async Task StartAsync()
    {
        home.Start(lab.LogOf("rabbitmq"), ["/usr/lib/rabbitmq/bin/rabbitmq-server"], new Dictionary<string, string>
        {
            ["HOME"] = Folder,
            ["RABBITMQ_NODENAME"] = "lab@localhost",
            ["RABBITMQ_CONF_ENV_FILE"] = In("env.conf"),
            ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("enabled_plugins"),
            ["RABBITMQ_MNESIA_BASE"] = In("mnesia"),
            ["RABBITMQ_LOG_BASE"] = In("log"),
            ["RABBITMQ_PID_FILE"] = In("pid"),
        });
        await Eventually.HoldsAsync("RabbitMQ answers", async () =>
            (await home.TryAsync("socat", "-u", "/dev/null", $"TCP:{Address}:5672")).Status == 0, TimeSpan.FromSeconds(180));
    }

    /// <summary>kill -9 of all its processes.</summary>
    public Task KillAsync() => NetworkNamespace.KillAllAsync(home.Name);

    private string In(string file) => Path.Combine(Folder, file);
}
