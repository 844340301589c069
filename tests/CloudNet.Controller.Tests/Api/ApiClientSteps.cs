using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;

namespace CloudNet.Controller.Tests.Api;

/// <summary>Steps that many tests begin with.</summary>
public static class ApiClientSteps
{
    extension(ApiClient client)
    {
        public Task<NetworkRecord> NewNetworkAsync(string name, string range, string driver = "vxlan", int? subnetLength = null) =>
            client.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork(name, range, subnetLength, driver), 201);

        public Task<NetworkRecord> NetworkAsync(string name) => client.GetAsync<NetworkRecord>($"/api/v1/networks/{name}");

        public async Task<string> NewKeyAsync(int uses = 1, params string[] networks) =>
            (await client.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey("test", uses, null, networks), 201)).Secret;

        public async Task<HostId> NewHostAsync(string name, string underlay, params string[] networks)
        {
            using var host = new TestHost(name, underlay);
            var key = await client.NewKeyAsync(1, networks);
            return (await client.PostAsync<EnrolledHost>("/agent/v1/enrol", host.Request(key))).HostId;
        }

        public Task<MembershipRecord> EnterAsync(string network, string host) => client.PutAsync<MembershipRecord>($"/api/v1/networks/{network}/hosts/{host}");

        /// <summary>Joins a network of one family.</summary>
        public async Task<LeaseRecord> JoinAsync(string network, string host) => Assert.Single((await client.EnterAsync(network, host)).Leases);

        public Task LeaveAsync(string network, string host) => client.DeleteAsync($"/api/v1/networks/{network}/hosts/{host}");

        public Task<LeaseRecord> ReserveAsync(string network, string host, string subnet) =>
            client.PostAsync<LeaseRecord>($"/api/v1/networks/{network}/reservations", new ReserveSubnet(host, subnet), 201);

        public Task<PortMappingRecord> MapPortAsync(string network, CreatePortMapping mapping) =>
            client.PostAsync<PortMappingRecord>($"/api/v1/networks/{network}/port-mappings", mapping, 201);

        public Task<ServiceRecord> NewServiceAsync(string network, CreateService service) =>
            client.PostAsync<ServiceRecord>($"/api/v1/networks/{network}/services", service, 201);

        public Task<PolicyRecord> NewPolicyAsync(string network, CreatePolicy policy) =>
            client.PostAsync<PolicyRecord>($"/api/v1/networks/{network}/policies", policy, 201);

        public Task<PinRecord> PinAsync(string network, string workload, string address) =>
            client.PostAsync<PinRecord>($"/api/v1/networks/{network}/pins", new PinAddress(workload, address), 201);
    }
}
