using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Controllers;

/// <summary>A controller process of the lab.</summary>
public sealed class LabController
{
    private readonly Lab lab;
    private readonly ControllerSettings settings;
    private ChildProcess? process;

    public LabController(Lab lab, ControllerSettings settings)
    {
        this.lab = lab;
        this.settings = settings;
        EndPoint = new(Lab.ControllerAddress, settings.Port);
        Api = new(Client());
    }

    public IPEndPoint EndPoint { get; }

    public Uri Url => new($"http://{EndPoint}/");

    /// <summary>The API, signed in as the first administrator.</summary>
    public ControllerApi Api { get; }

    public string StateFolder => Path.Combine(lab.Folder, settings.Name);

    public ChildProcess Process => process ?? throw new InvalidOperationException($"{settings.Name} is not started.");

    /// <summary>A client whose connections are made inside the lab.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancel) =>
        {
            var socket = Socket();
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
        PooledConnectionLifetime = TimeSpan.FromSeconds(5),
    })
    {
        BaseAddress = Url,
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>A socket inside the lab, at the controller's side.</summary>
    public Socket Socket() => lab.ControllerSide.Make(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });

    public async Task StartAsync()
    {
        process = lab.ControllerSide.Start(lab.LogOf(settings.Name),
            [Outputs.Controller, "--urls", string.Create(CultureInfo.InvariantCulture, $"http://0.0.0.0:{settings.Port}")], Environment());
        await ReadyAsync();
        await Eventually.HoldsAsync("the administrator signs in", async () =>
        {
            await Api.SignInAsync(ControllerSettings.User, ControllerSettings.Password);
            return true;
        });
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => Process.KillAsync();

    public Task StopAsync() => Process.StopAsync();

    public Task ReadyAsync() => Eventually.HoldsAsync($"{settings.Name} is ready", async () =>
    {
        if (!Process.IsAlive) throw new InvalidOperationException($"it ended:\n{Process.Said()}");
        using var answer = await Api.Http.GetAsync("readyz");
        return answer.IsSuccessStatusCode;
    }, TimeSpan.FromSeconds(150), () => Process.Said());

    private Dictionary<string, string> Environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["State__Folder"] = StateFolder,
            ["Admin__User"] = ControllerSettings.User,
            ["Admin__Password"] = ControllerSettings.Password,
            // One machine stands for thousands here.
            ["RateLimits__Address__PerSecond"] = "0",
            ["RateLimits__Tenant__PerSecond"] = "0",
            // Both hosts of a lab begin at once.
            ["Rollouts__Patience"] = "00:00:10",
        };
        if (settings.Database is { } database) environment["ConnectionStrings__CloudNet"] = database;
        if (settings.Bus is { } bus) environment["Bus__RabbitMq"] = bus;
        if (settings.Sweep is { } seconds) environment["Gateway__SweepSeconds"] = seconds.ToString(CultureInfo.InvariantCulture);
        if (settings.Leases is { } leases)
        {
            environment["Leases__Ttl"] = leases.Ttl.ToString();
            environment["Leases__Grace"] = leases.Grace.ToString();
            environment["Leases__Margin"] = leases.Margin.ToString();
        }
        return environment;
    }
}
