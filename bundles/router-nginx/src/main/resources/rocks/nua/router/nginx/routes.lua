-- The table of routes: read from routes.json at start and on request, shared between the workers, decoded once by each.
local balancer = require "ngx.balancer"
local cjson = require "cjson.safe"

local FILE = "/router/routes.json"
local HOLD_SECONDS = 30
local DOWN_SECONDS = 2

local shared = ngx.shared.routes
local version = 0
local table_of = {}
local routes = {}

local function read_file()
    local file, fault = io.open(FILE, "rb")
    if not file then
        return nil, fault
    end
    local text = file:read("*a")
    file:close()
    local whole, broken = cjson.decode(text)
    if not whole then
        return nil, FILE .. ": " .. broken
    end
    return text, nil, whole
end

local function load_file()
    local text, fault, whole = read_file()
    if not text then
        return nil, fault
    end
    local ok, full = shared:safe_set("json", text)
    if not ok then
        return nil, "the table does not fit into the router's memory: " .. full
    end
    shared:incr("version", 1, 0)
    return whole.digest
end

-- A new version is decoded by the first request that meets it, once in each worker.
local function current()
    local newest = shared:get("version")
    if newest ~= version then
        table_of = cjson.decode(shared:get("json")).routes
        version = newest
    end
    return table_of[ngx.var.host]
end

function routes.start()
    local _, fault = load_file()
    if fault then
        ngx.log(ngx.ERR, fault)
        shared:set("json", '{"routes":{}}')
        shared:incr("version", 1, 0)
    end
end

function routes.apply()
    local digest, fault = load_file()
    if not digest then
        ngx.status = 500
        digest = fault
    end
    ngx.say(digest)
end

-- Not nil: the request cannot be passed on now. Runs for every request, so it does no more than look.
function routes.unserved()
    local route = current()
    if not route or #route.targets == 0 then
        return "1"
    end
end

local function refuse(status, text)
    ngx.status = status
    ngx.header["Content-Type"] = "text/plain; charset=utf-8"
    ngx.say(text)
    return ngx.exit(status)
end

function routes.wait_or_refuse()
    local host = ngx.var.host
    local give_up = ngx.now() + HOLD_SECONDS
    local route = current()
    while route and #route.targets == 0 and route.hold and ngx.now() < give_up do
        ngx.sleep(0.05)
        route = current()
    end
    if not route then
        return refuse(404, "There is no app at " .. host .. " (404).")
    elseif #route.targets == 0 then
        return refuse(503, "The app " .. route.app .. " at " .. host .. " is not running (503).")
    end
end

local function next_target(route)
    local targets = route.targets
    local count = #targets
    if count == 1 then
        return targets[1]
    end
    local now = ngx.now()
    for _ = 1, count do
        route.turn = (route.turn or math.random(count)) % count + 1
        local target = targets[route.turn]
        if (target.down_until or 0) <= now then
            return target
        end
    end
    return targets[route.turn]
end

function routes.balance()
    local route = table_of[ngx.var.host]
    if not route or #route.targets == 0 then
        return ngx.exit(ngx.ERROR) -- the table changed between two tries
    end
    if #route.targets > 1 then
        if balancer.get_last_failure() then
            local failed = ngx.ctx.target
            failed.down_until = ngx.now() + DOWN_SECONDS
        else
            balancer.set_more_tries(#route.targets - 1)
        end
    end
    local target = next_target(route)
    if #route.targets > 1 then
        ngx.ctx.target = target
    end
    local ok, fault = balancer.set_current_peer(target.address, target.port)
    if not ok then
        ngx.log(ngx.ERR, "target ", target.address, ": ", fault)
        return ngx.exit(ngx.ERROR)
    end
end

return routes
