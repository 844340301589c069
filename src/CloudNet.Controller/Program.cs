using CloudNet.Controller.Api;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Gateway;
using CloudNet.Controller.Observability;
using CloudNet.Controller.Postgres;
using CloudNet.Web.Mount;

var builder = WebApplication.CreateBuilder(args);
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
