using CloudNet.Controller.Api;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Gateway;
using CloudNet.Controller.Observability;
using CloudNet.Controller.Postgres;
using CloudNet.Controller.Settings;
using CloudNet.Web.Mount;

if (Usage.Asked(args) is { } told)
{
    Console.Write(told);
    return 0;
}
try
{
    // Its settings' file and the dashboard's files are beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    SettingsCheck.Run(builder.Configuration);
    builder.UseDefaultAddress();
    builder.Services.AddSingleton(TimeProvider.System);
    builder.AddObservability();
    await builder.AddDatabaseAsync(CancellationToken.None);
    builder.Services.AddBus(builder.Configuration);
    builder.Services.AddAgentGateway();
    builder.Services.AddCloudNetApi();
    builder.Services.AddCloudNetDashboard();

    var app = builder.Build();
    app.MapObservability();
    app.MapCloudNetApi();
    app.MapAgentGateway();
    app.MapCloudNetDashboard();
    await app.RunAsync();
    return 0;
}
catch (SettingException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
